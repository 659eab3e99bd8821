// Before the first paint: the page knows that scripts run, so that answers can begin closed.
document.documentElement.classList.add('scripts');
