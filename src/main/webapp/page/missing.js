// A module that does not come starts nothing that could say so.
document.querySelector('script[type=module]').addEventListener('error', () => {
  const [starting, missing] = document.querySelectorAll('#app .starting');
  starting.hidden = true;
  missing.hidden = false;
  missing.addEventListener('click', () => location.reload());
});
