/** Trials of identity's token. */
@NullMarked
package io.communitycloud.common.identity.token;

import org.jspecify.annotations.NullMarked;
