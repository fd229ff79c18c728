/** The name of the setting under which the dashboard keeps that somebody chooses username and password later. */
export const WELCOME_SETTING = 'dashboardWelcome'
export const LATER = 'later'
