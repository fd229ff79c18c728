/** Colours for light and dark, and what both pages share. */
const shared = `
:root { color-scheme: light dark; --page: #eef0f4; --card: #fff; --ink: #14171f; --muted: #566071; --line: #d8dce5;
  --frame: #16181f; --tag: #4338ca }
@media (prefers-color-scheme: dark) { :root { --page: #0b0f19; --card: #141a28; --ink: #f1f5f9; --muted: #9aa6b8;
  --line: #263047; --frame: #2b3142; --tag: #a5b4fc } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; background: var(--page); color: var(--ink); padding: 24px 16px 48px;
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif }
.note { width: fit-content; margin: 0 auto 28px; padding: 6px 16px; border-radius: 99px; border: 1px solid var(--line);
  background: var(--card); color: var(--muted); font-size: 14px }
.face { flex: none; width: 42px; height: 42px; border-radius: 50%; display: grid; place-items: center; color: #fff;
  font-weight: 700; background: linear-gradient(135deg, #6d28d9, #0e7490) }
small { display: block; color: var(--muted); font-size: 14px; font-weight: 400 }
a { color: var(--tag) }
.tag { color: var(--tag); font-weight: 500 }`

export const postStyle = `${shared}
main { display: grid; gap: 40px; max-width: 900px; margin: 0 auto; justify-items: center }
@media (min-width: 800px) { main { grid-template-columns: 372px 1fr; align-items: start; justify-items: stretch } }
.phone { position: relative; width: 100%; max-width: 372px; padding: 10px; border-radius: 46px; background: var(--frame);
  box-shadow: 0 24px 60px rgb(10 15 30 / .32), inset 0 0 0 2px rgb(255 255 255 / .09) }
.phone::before { content: ""; position: absolute; z-index: 2; top: 20px; left: 50%; width: 92px; height: 24px; margin-left: -46px;
  border-radius: 99px; background: #0b0c11 }
video { display: block; width: 100%; aspect-ratio: 9 / 16; object-fit: cover; border-radius: 37px; background: #232838 }
.rail { position: absolute; right: 20px; bottom: 178px; display: grid; gap: 18px; pointer-events: none }
.rail svg { width: 32px; height: 32px; fill: #fff; filter: drop-shadow(0 1px 4px rgb(0 0 0 / .55)) }
.over { position: absolute; left: 26px; right: 74px; bottom: 84px; color: #fff; pointer-events: none;
  text-shadow: 0 1px 6px rgb(0 0 0 / .75) }
.over .who { margin: 0 0 6px } .over .face { width: 34px; height: 34px; font-size: 14px; text-shadow: none; border: 2px solid #fff }
.over .line { margin: 0; font-size: 14px; line-height: 1.4; display: -webkit-box; -webkit-box-orient: vertical;
  -webkit-line-clamp: 2; overflow: hidden }
.over .tag { color: inherit }
.who { display: flex; align-items: center; gap: 12px; margin: 0 0 18px }
article { width: 100%; padding: 26px; border-radius: 22px; background: var(--card); border: 1px solid var(--line) }
h1 { font-size: 23px; line-height: 1.3; margin: 0 0 12px; overflow-wrap: anywhere }
.text { white-space: pre-line; overflow-wrap: anywhere; margin: 0 0 22px }
dl { display: flex; flex-wrap: wrap; gap: 12px 36px; margin: 0 0 18px; padding-top: 18px; border-top: 1px solid var(--line) }
dt { color: var(--muted); font-size: 14px } dd { margin: 0; font-variant-numeric: tabular-nums }
article > p:last-child { margin: 0 }`

export const feedStyle = `${shared}
header { display: flex; align-items: center; gap: 16px; max-width: 980px; margin: 0 auto 24px }
header .face { width: 60px; height: 60px; font-size: 24px }
h1 { font-size: 24px; line-height: 1.2; margin: 0; overflow-wrap: anywhere }
main { display: grid; grid-template-columns: repeat(auto-fill, minmax(160px, 1fr)); gap: 14px; max-width: 980px; margin: 0 auto }
main a { position: relative; display: block; aspect-ratio: 9 / 16; border-radius: 16px; overflow: hidden; background: #3b4768;
  color: #fff; text-decoration: none }
main a:focus-visible { outline: 3px solid var(--tag); outline-offset: 3px }
img { width: 100%; height: 100%; object-fit: cover; transition: transform .25s }
@media (prefers-reduced-motion: no-preference) { a:hover img { transform: scale(1.04) } }
.length { position: absolute; top: 10px; right: 10px; padding: 1px 8px; border-radius: 8px; font-size: 13px;
  background: rgb(10 14 25 / .72); font-variant-numeric: tabular-nums }
.words { position: absolute; inset: auto 0 0; padding: 44px 12px 12px; font-size: 14px; line-height: 1.35; font-weight: 600;
  background: linear-gradient(transparent, rgb(8 11 20 / .86)); overflow-wrap: anywhere; max-height: 60%; overflow: hidden }`
