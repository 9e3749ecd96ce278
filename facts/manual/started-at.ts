/** Since when this program runs: what it says in its own words changed with it, where nothing else did. */
export const STARTED_AT = new Date(performance.timeOrigin);
