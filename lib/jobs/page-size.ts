/** Rows a page of the jobs page where its URL does not say; the API has 10, as DashScope. */
export const PAGE_SIZE = 50
