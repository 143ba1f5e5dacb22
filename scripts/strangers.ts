import { bundle, bundleByVite } from './bundle.ts'

/** A program, the only operation it imports, and the routes its client needs by itself. */
interface Guarded {
  file: string
  own: string
  allowed: readonly string[]
}

const GUARDED: readonly Guarded[] = [
  { file: 'scripts/size/operation.ts', own: 'GET jarvis/entities/:id', allowed: [] },
  // A session renews its token by itself, whatever else the app does.
  { file: 'scripts/size/call.ts', own: 'GET jarvis/entities/:id', allowed: ['POST auth/refresh'] },
]

const BUNDLERS = { esbuild: (file: string) => bundle({ file }), vite: (file: string) => bundleByVite(file) }

/** Operations found in a bundle that imports only one: by esbuild and by Vite, a line for each. */
export async function strangers(): Promise<string[]> {
  const found: string[] = []
  for (const { file, own, allowed } of GUARDED) {
    for (const [bundler, make] of Object.entries(BUNDLERS)) {
      const code = await make(file).catch((error: unknown) => String(error))
      const routes = routesIn(code)
      if (!routes.includes(own)) found.push(`${file} by ${bundler}: ${own} is missing, so there is nothing to check: ${code.slice(0, 200)}`)
      const others = routes.filter((route) => route !== own && !allowed.includes(route))
      if (others.length > 0) found.push(`${file} by ${bundler}: holds ${others.length} operations it does not import, such as ${others[0]}`)
    }
  }
  return found
}

/** Every operation's route in a bundle's text. */
export function routesIn(code: string): string[] {
  return [...new Set([...code.matchAll(/(?<=["'`])(GET|POST|PUT|PATCH|DELETE) [a-z][\w-]*\/[\w/:.-]*(?=["'`])/g)].map(([route]) => route))]
}
