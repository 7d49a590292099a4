/** Each service's OpenAPI 3.1 document, completed with what the conventions promise. */
@NullMarked
package io.communitycloud.common.web.openapi;

import org.jspecify.annotations.NullMarked;
