// The server's time: the clock of a browser may be wrong by years, and a wrong day would open a wrong list.
let ahead = 0;

/** Learns the server's time from the head of an answer. */
export function hearTime(answer) {
  const told = Date.parse(answer.headers.get('Date'));
  if (!Number.isNaN(told)) {
    ahead = told - Date.now();
  }
}

/** The time of the server, to a second. */
export const now = () => new Date(Date.now() + ahead);
