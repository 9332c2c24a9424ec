import { html, nothing } from './vendor.js';
import { query, read } from './api.js';
import * as format from './format.js';
import { message } from './parts/message.js';
import { remember, route, to } from './router.js';
import { repaint } from './screen.js';
import { words } from './words.js';

const WAIT_MS = 250;
const SIZE = 50;

/** A list of the API, by pages: its filters stand in the address, so that a reload and "back" find them again. */
export class Listing {
  /**
   * @param place the page's place in the address: a name, or several
   * @param path the API's path
   * @param address the query of the page's address
   * @param fixed filters that are always sent
   */
  constructor(place, path, address, fixed = {}) {
    this.place = [].concat(place);
    this.path = path;
    this.filters = Object.fromEntries(address);
    this.fixed = fixed;
    this.answer = null;
    this.problem = null;
    this.busy = false;
    this.turn = 0;
    this.load();
  }

  get page() {
    return Number(this.filters.page ?? 0);
  }

  /** Reads the page that the filters name; an earlier answer that comes late is thrown away. */
  async load() {
    const turn = ++this.turn;
    this.busy = true;
    repaint();
    try {
      const answer = await read(this.path + query({ size: SIZE, ...this.fixed, ...this.filters }));
      if (turn === this.turn) {
        this.answer = answer;
        this.problem = null;
      }
    } catch (problem) {
      if (turn === this.turn) {
        this.problem = problem;
      }
    }
    if (turn === this.turn) {
      this.busy = false;
      repaint();
    }
  }

  /** Sets a filter, and reads the first page; waits for the end of the typing. */
  filter(name, value, wait = 0) {
    this.filters = { ...this.filters, [name]: value, page: undefined };
    if (!value) {
      delete this.filters[name];
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      // Somebody may have gone to another page meanwhile; its address is not this list's.
      if (to(route().path) === to(this.place)) {
        remember(to(this.place, this.filters));
        this.load();
      }
    }, wait);
  }

  /** A field that searches while somebody types. */
  search(label) {
    return html`<label class="field search"
      ><span>${label}</span>
      <input type="search" name="q" autocomplete="off" .value=${this.filters.q ?? ''} @input=${(event) => this.filter('q', event.target.value, WAIT_MS)}
    /></label>`;
  }

  /** Draws what was found by `draw(rows)`, how many there are, and the way to other pages. */
  view(draw) {
    if (this.problem) {
      return message('bad', this.problem.said, html`<button type="button" class="small secondary" @click=${() => this.load()}>${words.again}</button>`);
    }
    if (this.answer === null) {
      return html`<p class="starting" role="status" aria-busy="true">${words.loading}</p>`;
    }
    const { data, page } = this.answer;
    const from = page.number * page.size;
    return html`<p class="sub count" role="status" aria-busy=${this.busy}>${words.found(format.number(page.total))}</p>
      ${draw(data)}
      ${page.total <= page.size
        ? nothing
        : html`<nav class="pages" aria-label=${words.pagesOf}>
            <a role="button" class="secondary" href=${this.#to(page.number - 1)} ?hidden=${page.number === 0}>${words.previous}</a>
            <span>${words.range(from + 1, Math.min(from + page.size, page.total), page.total)}</span>
            <a role="button" class="secondary" href=${this.#to(page.number + 1)} ?hidden=${from + page.size >= page.total}>${words.next}</a>
          </nav>`}`;
  }

  #to(page) {
    return to(this.place, { ...this.filters, page: page > 0 ? page : undefined });
  }
}
