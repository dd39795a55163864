import 'server-only'
import { AUTH_CHOICES } from '../auth-settings.mjs'

/** What somebody is told who put a proxy in front of a board that asks nobody who he is. */
export const OPEN_BOARD_ADVICE =
  'This request came through a proxy, so others may reach the board, and nothing asks them who they are. ' +
  `${AUTH_CHOICES}; then start the board again.`
