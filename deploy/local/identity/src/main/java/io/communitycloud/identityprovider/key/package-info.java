/** What is generated once per copy and never leaves its folder: the signing key and the secrets. */
@NullMarked
package io.communitycloud.identityprovider.key;

import org.jspecify.annotations.NullMarked;
