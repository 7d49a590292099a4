/** What the OpenAPI document says of roles, scope and purposes. */
@NullMarked
package io.communitycloud.common.identity.openapi;

import org.jspecify.annotations.NullMarked;
