/** How a token is verified once and trusted until it ends or is revoked. */
@NullMarked
package io.communitycloud.common.identity.token;

import org.jspecify.annotations.NullMarked;
