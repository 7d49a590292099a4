/** Programs that ask for tokens: service parts, bureaus' systems and the browser's portal. */
@NullMarked
package io.communitycloud.identityprovider.client;

import org.jspecify.annotations.NullMarked;
