#pragma once
#include <curl/curl.h>

// `curl_easy_setopt`, `curl_easy_getinfo` and their like are variadic, which Swift does not import: one shim per
// argument type. Options that are macros or take a struct have one of their own. No decisions are taken here.

/// Receives `size` bytes and says how many it took, or `CURL_WRITEFUNC_PAUSE`.
typedef size_t (*qd_receiver)(char *bytes, size_t one, size_t size, void *context);

static inline CURLcode qd_setopt_long(CURL *handle, CURLoption option, long value) { return curl_easy_setopt(handle, option, value); }
static inline CURLcode qd_setopt_string(CURL *handle, CURLoption option, const char *value) { return curl_easy_setopt(handle, option, value); }
static inline CURLcode qd_setopt_pointer(CURL *handle, CURLoption option, void *value) { return curl_easy_setopt(handle, option, value); }
static inline CURLcode qd_setopt_list(CURL *handle, CURLoption option, struct curl_slist *value) { return curl_easy_setopt(handle, option, value); }
static inline CURLcode qd_setopt_receiver(CURL *handle, CURLoption option, qd_receiver value) { return curl_easy_setopt(handle, option, value); }

/// Prepares a socket before it connects: 0 to go on.
typedef int (*qd_preparer)(void *context, curl_socket_t socket, curlsocktype purpose);
static inline CURLcode qd_setopt_preparer(CURL *handle, qd_preparer value) { return curl_easy_setopt(handle, CURLOPT_SOCKOPTFUNCTION, value); }

/// Sets the bytes of a request body, which are copied.
static inline CURLcode qd_setopt_body(CURL *handle, const void *bytes, size_t length) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)length);
    return code ? code : curl_easy_setopt(handle, CURLOPT_COPYPOSTFIELDS, bytes);
}

/// Sets PEM material, which is copied.
static inline CURLcode qd_setopt_blob(CURL *handle, CURLoption option, const void *bytes, size_t length) {
    struct curl_blob blob = {(void *)bytes, length, CURL_BLOB_COPY};
    return curl_easy_setopt(handle, option, &blob);
}

static inline long qd_getinfo_long(CURL *handle, CURLINFO info) {
    long value = 0;
    return curl_easy_getinfo(handle, info, &value) ? 0 : value;
}
static inline curl_off_t qd_getinfo_offset(CURL *handle, CURLINFO info) {
    curl_off_t value = 0;
    return curl_easy_getinfo(handle, info, &value) ? 0 : value;
}
static inline void *qd_getinfo_pointer(CURL *handle, CURLINFO info) {
    char *value = NULL;
    return curl_easy_getinfo(handle, info, &value) ? NULL : value;
}

/// Makes a share of connections, DNS answers and TLS sessions, for the use of one thread (no locks).
static inline CURLSH *qd_share_new(void) {
    CURLSH *share = curl_share_init();
    if (!share) return NULL;
    curl_share_setopt(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_CONNECT);
    curl_share_setopt(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_DNS);
    curl_share_setopt(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
    return share;
}
