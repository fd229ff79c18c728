// Preloaded into a command: collects garbage all the time, so that what nothing holds is lost at once.
require('node:v8').setFlagsFromString('--expose-gc')
setInterval(require('node:vm').runInNewContext('gc'), 100).unref()
