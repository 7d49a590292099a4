/** Taking a token back before its five minutes are over, and telling every service of it. */
@NullMarked
package io.communitycloud.identityprovider.revocation;

import org.jspecify.annotations.NullMarked;
