import 'server-only'

/** A request's address as the board knows it, without BASE_PATH; `null` where it lies beside the board. */
export function toInnerTarget(target: string, basePath: string): string | null {
  if (basePath === '') return target
  const rest = target.startsWith(basePath) ? target.slice(basePath.length) : ''
  return rest.startsWith('/') ? rest : null
}

/** The address by which Next knows it: for Next, the first page is BASE_PATH without a slash at its end. */
export function toNextTarget(target: string, basePath: string): string {
  if (basePath === '') return target
  return basePath + (/^\/(\?|$)/.test(target) ? target.slice(1) : target)
}

/** Where somebody belongs who asks for BASE_PATH without the slash at its end; `null` for who does not. */
export function toDoorstep(target: string, basePath: string): string | null {
  const [path, ...search] = target.split('?')
  return basePath !== '' && path === basePath ? [`${basePath}/`, ...search].join('?') : null
}
