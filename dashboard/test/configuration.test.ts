import { expect, test } from 'vitest'
import { gatewayAddresses } from '#configuration.ts'

test('the socket is where the gateway is unless browsers reach it elsewhere', () => {
  expect(gatewayAddresses({})).toEqual({
    gatewayUrl: 'http://127.0.0.1:8000',
    publicWebSocketUrl: 'ws://127.0.0.1:8000/graphql',
  })
  expect(gatewayAddresses({ ORION_GATEWAY_URL: 'https://gateway.example/' }).publicWebSocketUrl).toBe(
    'wss://gateway.example/graphql',
  )
  const behindProxy = { ORION_GATEWAY_URL: 'http://gateway:8000', ORION_PUBLIC_URL: 'https://orion.example/' }
  expect(gatewayAddresses(behindProxy).publicWebSocketUrl).toBe('wss://orion.example/graphql')
  const apart = {
    ORION_GATEWAY_URL: 'http://gateway:8000',
    ORION_GATEWAY_PUBLIC_WS: 'wss://orion.example/graphql',
  }
  expect(gatewayAddresses(apart)).toEqual({
    gatewayUrl: 'http://gateway:8000',
    publicWebSocketUrl: 'wss://orion.example/graphql',
  })
})

test('what is no address is named', () => {
  expect(() => gatewayAddresses({ ORION_GATEWAY_URL: 'gateway:8000' })).toThrow('ORION_GATEWAY_URL')
  expect(() => gatewayAddresses({ ORION_GATEWAY_PUBLIC_WS: 'http://gateway' })).toThrow(
    'ORION_GATEWAY_PUBLIC_WS',
  )
})
