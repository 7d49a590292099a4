/** People who exist for demonstrations only, and the two doors through which they sign in. */
@NullMarked
package io.communitycloud.identityprovider.account;

import org.jspecify.annotations.NullMarked;
