/** What tests need of the feed of revocations. */
@NullMarked
package io.communitycloud.identityprovider.revocation;

import org.jspecify.annotations.NullMarked;
