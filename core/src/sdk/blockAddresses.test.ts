import { expect, test } from 'vitest'
import { blockAddresses } from './blockAddresses.ts'

const blocks = ['crm', 'jarvis']

test.each([
  ['https://jarvis.api.us.23blocks.com', { crm: 'https://crm.api.us.23blocks.com', jarvis: 'https://jarvis.api.us.23blocks.com' }],
  ['http://crm.localhost:4023', { crm: 'http://crm.localhost:4023', jarvis: 'http://jarvis.localhost:4023' }],
  ['http://localhost:4023/hosts/jarvis', { crm: 'http://localhost:4023/hosts/crm', jarvis: 'http://localhost:4023/hosts/jarvis' }],
  ['https://api.23blocks.com/v1', {}],
  ['https://crmhost.example.com/v1', {}],
])('%s tells where every block is', (apiUrl, hosts) => {
  expect(blockAddresses(apiUrl, blocks).hosts).toEqual(hosts)
  expect(blockAddresses(apiUrl, blocks).baseUrl).toBe(apiUrl)
})

test.each([[''], ['jarvis.api.us.23blocks.com'], ['undefined']])('%j is refused as no address', (apiUrl) => {
  expect(() => blockAddresses(apiUrl, blocks)).toThrow(expect.objectContaining({ code: 'invalid_input' }))
})
