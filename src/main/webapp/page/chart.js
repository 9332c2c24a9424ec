import { chartLibrary } from './vendor.js';

const dark = matchMedia('(prefers-color-scheme: dark)');

/** Returns a colour of the style sheet. */
export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();

/**
 * A chart: the property `data` is { type, labels, sets: [{ label, values, colour }], stacked, format, open }. `colour` names a
 * variable of the style sheet, `open` is called with the place of the bar that was clicked. The figures stand in a table
 * beside it, for those that do not see the drawing.
 */
class HomeroomChart extends HTMLElement {
  #data;
  #drawn = '';
  #chart = null;
  #redraw = () => this.#draw(true);

  set data(next) {
    this.#data = next;
    if (this.isConnected) {
      this.#draw(false);
    }
  }

  connectedCallback() {
    dark.addEventListener('change', this.#redraw);
    addEventListener('beforeprint', this.#redraw);
    this.#draw(false);
  }

  disconnectedCallback() {
    dark.removeEventListener('change', this.#redraw);
    removeEventListener('beforeprint', this.#redraw);
    this.#chart?.destroy();
    this.#chart = null;
    this.#drawn = '';
  }

  async #draw(anyway) {
    const text = JSON.stringify(this.#data);
    if (!anyway && text === this.#drawn) {
      return;
    }
    this.#drawn = text;
    const Chart = await chartLibrary();
    if (!this.isConnected || text !== this.#drawn) {
      return;
    }
    this.#chart?.destroy();
    // 'inherit' is no font of a canvas.
    Chart.defaults.font.family = getComputedStyle(this).fontFamily;
    this.replaceChildren(document.createElement('canvas'));
    this.#chart = new Chart(this.firstChild, configuration(this.#data));
  }
}

function configuration({ type, labels, sets, stacked = false, format = String, open, legend = sets.length > 1 }) {
  const ink = colour('ink-soft');
  const axis = { stacked, border: { display: false }, ticks: { color: ink, font: { size: 12 } } };
  return {
    type,
    data: {
      labels,
      datasets: sets.map((set) => ({
        label: set.label,
        data: set.values,
        backgroundColor: Array.isArray(set.colour) ? set.colour.map(colour) : colour(set.colour),
        borderColor: colour('card'),
        borderWidth: type === 'doughnut' ? 2 : 0,
        borderRadius: type === 'bar' ? 3 : 0,
        maxBarThickness: 40,
      })),
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      cutout: '68%',
      onClick: (event, hit) => hit.length > 0 && open?.(hit[0].index),
      onHover: (event, hit) => {
        event.native.target.style.cursor = open && hit.length > 0 ? 'pointer' : '';
      },
      plugins: {
        legend: { display: legend, position: 'bottom', labels: { color: ink, boxWidth: 10, boxHeight: 10, useBorderRadius: true, borderRadius: 2 } },
        tooltip: { callbacks: { label: (item) => ` ${item.dataset.label ?? item.label}: ${format(item.raw)}` } },
      },
      scales:
        type === 'doughnut'
          ? {}
          : {
              x: { ...axis, grid: { display: false } },
              y: { ...axis, beginAtZero: true, grid: { color: colour('line') }, ticks: { ...axis.ticks, precision: 0, maxTicksLimit: 5, callback: format } },
            },
    },
  };
}

customElements.define('homeroom-chart', HomeroomChart);
