import type { ReactNode } from 'react'
import type { Translate } from '@/lib/messages/translator'

/** A path of the API as people read about it. */
export type ApiPath = {
  readonly path: string
  readonly summary: string
  readonly parameters: readonly {
    readonly name: string
    readonly takes: string
    readonly description: string
  }[]
}

/** The API of the board: its paths, what they take, in English as in the machine-readable description, and where that is. */
export function ApiView({ paths, t }: { paths: readonly ApiPath[]; t: Translate }): ReactNode {
  return (
    <>
      <h1 className="mt-4 text-title font-semibold">{t('api.title')}</h1>
      <p className="mt-1 max-w-3xl text-ink2">{t('api.about')}</p>
      <p className="mt-2">
        <a className="text-accent underline" href={`${process.env.BASE_PATH}/api/openapi.json`}>
          {t('api.openapi')}
        </a>
      </p>
      {paths.map(({ path, summary, parameters }) => (
        <section key={path} className="mt-6 max-w-4xl" aria-labelledby={toId(path)}>
          <h2 id={toId(path)} className="font-mono font-semibold break-all">
            GET {path}
          </h2>
          <p lang="en" className="mt-1 text-ink2">
            {summary}
          </p>
          {parameters.length > 0 && (
            <dl lang="en" className="mt-2 border-t border-line">
              {parameters.map(({ name, takes, description }) => (
                <div
                  key={name}
                  className="grid grid-cols-[200px_minmax(0,1fr)] gap-x-4 border-b border-line py-2 phone:grid-cols-1"
                >
                  <dt>
                    <span className="font-mono">{name}</span>
                    <span className="block text-ink3">{takes}</span>
                  </dt>
                  <dd className="break-words">{description}</dd>
                </div>
              ))}
            </dl>
          )}
        </section>
      ))}
    </>
  )
}

function toId(path: string): string {
  return path.replace(/\W+/g, '-').replace(/^-|-$/g, '')
}
