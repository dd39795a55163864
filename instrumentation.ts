/** Next calls this once a process, before the server listens; never in a build. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { startBoard } = await import('./lib/server/services/start-board')
    await startBoard()
  }
}
