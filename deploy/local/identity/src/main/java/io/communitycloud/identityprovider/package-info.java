/** The OpenID Connect provider of a laptop: demo accounts, client credentials and a browser's sign-in. */
@NullMarked
package io.communitycloud.identityprovider;

import org.jspecify.annotations.NullMarked;
