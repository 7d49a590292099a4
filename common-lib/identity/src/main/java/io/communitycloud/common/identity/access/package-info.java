/** How the access law is read and kept at every call. */
@NullMarked
package io.communitycloud.common.identity.access;

import org.jspecify.annotations.NullMarked;
