import type { Writable } from 'node:stream'
import type { Output } from '../../output/output.ts'
import { clean } from '../../output/text.ts'
import type { DeviceLogin } from '../../session/device-login.ts'

/**
 * Shows where to type which code: in words on standard error, as every question, and as a record for programs in the
 * formats that are theirs. The secret that the code stands for is never shown.
 */
export function showDeviceCode(login: DeviceLogin, output: Output, stderr: Writable): void {
  const { userCode, verificationUri, verificationUriComplete, expiresIn } = login
  const facts = { userCode, verificationUri, verificationUriComplete, expiresIn }
  if (output.format !== 'table') output.record({ json: facts, facts: Object.entries(facts), show: () => [] })
  const lines = [
    `Open ${verificationUri} in a browser and give the code`,
    '',
    `    ${userCode}`,
    '',
    `or open ${verificationUriComplete} and compare the code.`,
    `It holds for ${Math.ceil(expiresIn / 60)} min. Waiting; Ctrl-C gives up.`,
  ]
  stderr.write(`${clean(lines.join('\n'))}\n`)
}
