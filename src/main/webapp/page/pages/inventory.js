import { html, nothing } from '../vendor.js';
import * as format from '../format.js';
import { Listing } from '../listing.js';
import { badge } from '../parts/figures.js';
import { table } from '../parts/rows.js';
import { words } from '../words.js';

/** Lists the school's items, with what is scarce. */
export function open({ query }) {
  const list = new Listing('inventory', '/api/inventory', query);
  const columns = () => [
    { title: words.inventory.item, of: (each) => html`${each.name} ${each.quantity <= each.reorder_level ? badge(each.quantity === 0 ? 'bad' : 'warn', words.inventory.reorderAt(each.reorder_level)) : nothing}` },
    { roomy: true, title: words.inventory.category, of: (each) => each.category ?? each.category_name ?? '' },
    { roomy: true, title: words.inventory.room, of: (each) => each.room ?? '' },
    { title: words.inventory.quantity, end: true, of: (each) => format.number(each.quantity) },
    { roomy: true, title: words.inventory.level, end: true, of: (each) => format.number(each.reorder_level) },
  ];
  return {
    title: words.frame.inventory,
    view: () => html`<header class="head"><h1>${words.frame.inventory}</h1></header>
      <div class="filters">${list.search(words.inventory.search)}</div>
      ${list.view((rows) => table({ label: words.frame.inventory, columns: columns(), rows, none: words.inventory.nothing }))}`,
  };
}
