import { expect, test } from 'vitest'
import { networkOf } from './network.rules.ts'

test('addresses of one neighbourhood share their network, however they are written', () => {
  expect(['203.0.113.7', '203.0.113.250', '::ffff:203.0.113.7'].map(networkOf)).toEqual(Array(3).fill('203.0.113'))
  const same = ['2001:db8:0:1::7', '2001:DB8::1:0:0:0:9', '2001:0db8:0000:0001:ffff:ffff:ffff:ffff']
  expect(same.map(networkOf)).toEqual(Array(3).fill('2001:db8:0:1'))
  expect(['203.0.114.7', '2001:db8:0:2::7', '::1'].map(networkOf)).toEqual(['203.0.114', '2001:db8:0:2', '0:0:0:0'])
})
