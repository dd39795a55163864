/** What the log of an ended job comes to, beside what DashScope says of the job; `null` is unknown. */
export type LogFigures = {
  readonly best_eval_loss: number | null
  readonly final_loss: number | null
  readonly steps: number | null
}
