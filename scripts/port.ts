import { createServer } from 'node:net'

/** The preferred port if nobody listens there, else (and for 0) one the system picks. */
export async function freePort(preferred: number): Promise<number> {
  return preferred !== 0 && (await isFree(preferred)) ? preferred : listen(0)
}

/** A listener on one of localhost's two addresses is enough to make browsers meet the wrong server. */
async function isFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '::1', undefined]) {
    try {
      await listen(port, host)
    } catch (error) {
      // A machine without IPv6 has no such address; that takes nothing from anybody.
      if (!(error instanceof Error && 'code' in error && (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT'))) return false
    }
  }
  return true
}

function listen(port: number, host?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : port))
    })
  })
}
