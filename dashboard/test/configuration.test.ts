import { expect, test } from 'vitest'
import { gatewayAddresses } from '#configuration.ts'

test('browsers reach the gateway and its socket where the dashboard does, unless it is elsewhere for them', () => {
  expect(gatewayAddresses({})).toEqual({
    gatewayUrl: 'http://127.0.0.1:8000',
    publicUrl: 'http://127.0.0.1:8000',
    publicWebSocketUrl: 'ws://127.0.0.1:8000/graphql',
  })
  expect(gatewayAddresses({ ORION_GATEWAY_URL: 'https://gateway.example/' }).publicWebSocketUrl).toBe(
    'wss://gateway.example/graphql',
  )
  const behindProxy = { ORION_GATEWAY_URL: 'http://gateway:8000', ORION_PUBLIC_URL: 'https://orion.example/' }
  expect(gatewayAddresses(behindProxy)).toEqual({
    gatewayUrl: 'http://gateway:8000',
    publicUrl: 'https://orion.example',
    publicWebSocketUrl: 'wss://orion.example/graphql',
  })
  const apart = {
    ORION_GATEWAY_URL: 'http://gateway:8000',
    ORION_GATEWAY_PUBLIC_WS: 'wss://orion.example/graphql',
  }
  expect(gatewayAddresses(apart).publicWebSocketUrl).toBe('wss://orion.example/graphql')
})

test('what is no address is named', () => {
  expect(() => gatewayAddresses({ ORION_GATEWAY_URL: 'gateway:8000' })).toThrow('ORION_GATEWAY_URL')
  expect(() => gatewayAddresses({ ORION_GATEWAY_PUBLIC_WS: 'http://gateway' })).toThrow(
    'ORION_GATEWAY_PUBLIC_WS',
  )
})
