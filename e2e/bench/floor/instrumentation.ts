/** In place of the board's, which Next would find further up. */
export function register(): void {}
