import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { freePort } from './port.ts'
import { serve, type Service } from './serve.ts'

const ANSWER = "require('node:http').createServer((_, answer) => answer.end('here')).listen(process.env.PORT, 'localhost')"

async function standIn(name: string, program: string): Promise<Service> {
  const port = await freePort(0)
  const url = `http://localhost:${port}/`
  return { name, command: process.execPath, args: ['--eval', program], cwd: '.', env: { PORT: String(port) }, url }
}

test('all answer once it has started, none after it has stopped', async () => {
  const services = [await standIn('one', ANSWER), await standIn('two', ANSWER)]
  const serving = await serve(services)
  for (const { url } of services) expect(await (await fetch(url)).text()).toBe('here')
  await serving.stop()
  for (const { url } of services) await expect(fetch(url)).rejects.toThrow('fetch failed')
})

test('one that cannot start takes the others along, and its last words are told', async () => {
  const one = await standIn('one', ANSWER)
  const broken = await standIn('broken', "console.log('no such table'); process.exit(3)")
  await expect(serve([one, broken])).rejects.toThrow('broken ended (exit code 3):\nno such table')
  await expect(fetch(one.url)).rejects.toThrow('fetch failed')
})

test('one that dies later is told by name', async () => {
  const frail = await standIn('frail', `${ANSWER}; setTimeout(() => process.exit(4), 1500)`)
  const serving = await serve([await standIn('one', ANSWER), frail])
  expect(await serving.died).toContain('frail ended (exit code 4)')
  await serving.stop()
})

test('one that stays silent is given up', async () => {
  const silent = await standIn('silent', 'setInterval(() => {}, 1000)')
  await expect(serve([silent], 300)).rejects.toThrow('silent did not answer')
})

test('a port in use is left to whoever uses it', async () => {
  const preferred = await freePort(0)
  expect(await freePort(preferred)).toBe(preferred)
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(preferred, '127.0.0.1', resolve))
  expect(await freePort(preferred)).not.toBe(preferred)
  other.close()
})
