// Runs before the page is drawn: says to the styles that scripts run. Where they do not, nothing is hidden.
document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '');
