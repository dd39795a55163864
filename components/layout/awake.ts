// One chunk, loaded when the page wakes: of several, each would carry what they share.
export { Providers } from './providers'
export { Shortcuts } from './shortcuts'
export { SyncStatus } from './sync-status'
