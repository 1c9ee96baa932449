// Shows the document that this server serves. "Authorize" keeps a key in this page's memory only.
SwaggerUIBundle({ url: "openapi.yaml", dom_id: "#api", deepLinking: true, persistAuthorization: false, validatorUrl: null });
