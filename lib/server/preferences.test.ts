import { describe, expect, it } from 'vitest'
import { parsePreferences, toPreferenceCookies } from './preferences'

describe('parsePreferences', () => {
  it('takes the language of the cookie, else of the browser', () => {
    expect(parsePreferences('', 'zh-TW').language).toBe('zh-Hant')
    expect(parsePreferences('a=b; language=zh-Hans', 'en').language).toBe('zh-Hans')
  })

  it('leaves aside what it does not know', () => {
    const cookie = 'language=xx; zone=Mars/Olympus; theme=%ff; times=; __proto__=1; constructor=x; ='
    expect(parsePreferences(cookie, 'en')).toEqual({
      language: 'en',
      zone: 'Asia/Shanghai',
      theme: 'system',
      exact: false,
      roomy: false,
      shortcuts: true,
      columns: [],
    })
  })
})

describe('toPreferenceCookies', () => {
  it('is read back as it was chosen', () => {
    const form = new FormData()
    form.set('language', 'zh-Hant')
    form.set('zone', 'Europe/Berlin')
    form.set('theme', 'dark')
    form.set('times', 'exact')
    form.set('density', 'roomy')
    form.set('shortcuts', 'off')
    form.append('columns', 'usage')
    form.append('columns', 'hp.learning_rate')
    const cookie = toPreferenceCookies(form)
      .map((text) => text.split(';')[0])
      .join('; ')
    expect(parsePreferences(cookie, 'en')).toEqual({
      language: 'zh-Hant',
      zone: 'Europe/Berlin',
      theme: 'dark',
      exact: true,
      roomy: true,
      shortcuts: false,
      columns: ['job_name', 'usage', 'hp.learning_rate'],
    })
  })

  it('keeps nothing that is unknown', () => {
    const form = new FormData()
    form.set('theme', 'dark\r\nset-cookie: x=y')
    form.set('zone', 'Europe/Berlin; Domain=evil')
    expect(toPreferenceCookies(form)).toEqual([])
  })
})
