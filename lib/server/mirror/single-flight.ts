import 'server-only'

export type SingleFlight = <T>(key: string, run: () => Promise<T>) => Promise<T>

/** Makes a function that lets one call a key be under way; who asks meanwhile gets its answer too. */
export function createSingleFlight(): SingleFlight {
  const flights = new Map<string, Promise<unknown>>()
  return <T>(key: string, run: () => Promise<T>): Promise<T> => {
    // One key always stands for one kind of question, so the answer under way is of the asked type.
    const flying = flights.get(key) as Promise<T> | undefined
    if (flying) return flying
    const flight = run().finally(() => flights.delete(key))
    flights.set(key, flight)
    return flight
  }
}
