/** Has the board keep a preference of this reader in its cookie, as its form would. That it fails is no trouble. */
export function keepPreference(name: string, value: string): void {
  const body = new URLSearchParams({ [name]: value })
  fetch(`${process.env.BASE_PATH}/preferences`, { method: 'POST', body, redirect: 'manual' }).catch(
    () => null,
  )
}
