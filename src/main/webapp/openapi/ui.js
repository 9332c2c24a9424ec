// Shows the description beside it. No validator: that would send the address to its makers' server.
SwaggerUIBundle({url: '../../openapi', dom_id: '#api', deepLinking: true, validatorUrl: null});
