// @ts-check

/** A setting that cannot be used. The message is one line for the person who starts the server. */
export class SettingsError extends Error {}
