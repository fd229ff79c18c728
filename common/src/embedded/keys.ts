import { exportJWK, generateKeyPair } from 'jose'

/** A fresh Ed25519 key pair in JWK form, as the gateway and the services want it in their environment. */
export async function createGatewayKeys(): Promise<{ privateKey: string; publicKey: string }> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  return {
    privateKey: JSON.stringify(await exportJWK(privateKey)),
    publicKey: JSON.stringify(await exportJWK(publicKey)),
  }
}
