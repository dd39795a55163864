/** Any JSON value, as an upstream may send it where a scalar was documented. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
