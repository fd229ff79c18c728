import { lighten } from '../color.ts'
import { layerColor } from '../palette.ts'
import { drawGrass, sowTrees } from '../plants.ts'
import { drawSky } from '../sky.ts'
import { drawFogBank, drawRidge } from '../terrain.ts'
import type { Setting } from './setting.ts'

/** Ranges behind ranges, fir slopes, a meadow in front. */
export const mountains: Setting = scene => {
  const { horizon, height, look, palette, random } = scene
  drawSky(scene)
  const depthOfView = height - horizon
  for (let layer = 0; layer < look.layers; layer++) {
    const depth = layer / look.layers
    drawRidge(scene, {
      depth,
      y: horizon + depthOfView * depth * 0.34 - 30,
      amplitude: height * (0.17 - 0.1 * depth) * random.between(0.85, 1.2),
      kind: 'peaks',
      label: `peaks-${layer}`,
    })
    drawFogBank(scene, horizon + depthOfView * (depth * 0.34 + 0.1), 110, 0.4 * look.haze * (1 - depth))
  }
  const slope = drawRidge(scene, {
    depth: 0.72,
    y: horizon + depthOfView * 0.42,
    amplitude: 50,
    kind: 'hills',
    label: 'slope',
  })
  sowTrees(scene, slope, {
    kind: 'pine',
    count: 46,
    size: 150,
    color: layerColor(palette, 0.82),
    label: 'slope',
  })
  const meadow = drawRidge(scene, {
    depth: 0.9,
    y: horizon + depthOfView * 0.6,
    amplitude: 34,
    kind: 'hills',
    label: 'meadow',
  })
  sowTrees(scene, meadow, {
    kind: 'pine',
    count: 12,
    size: 330,
    color: layerColor(palette, 1),
    label: 'near',
    keepClear: [scene.width * 0.16, scene.width * 0.84],
  })
  drawGrass(scene, meadow, 34, lighten(layerColor(palette, 0.92), 0.03))
  return { ground: horizon + depthOfView * 0.68, solid: true, outdoors: true }
}
