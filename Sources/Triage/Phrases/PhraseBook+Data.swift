extension PhraseBook {
    /// Data on a volume or in a queue that a program does not accept: damaged, written by another version, another cluster's, or left by a
    /// node that may not go ahead.
    static let data = #"""
        crc mismatch
        crc check
        crc error
        checksum mismatch
        checksum error
        checksum failed
        bad checksum
        checksum verification failed
        checksum validation failed
        is corrupt
        are corrupt
        corrupt index
        corruptindex
        corruptedexception
        corruptexception
        corruption:
        corruption detected
        corrupted data
        data corruption
        database corruption
        index corruption
        log corruption
        bad file format reading
        footer mismatch
        header mismatch
        database disk image is malformed
        file is not a database
        checkpoint record
        invalid page in block
        torn page
        truncated record
        record is truncated
        segment is truncated
        unexpected end of file while reading
        broken parts
        damaged
        tablespace is missing
        downgrade is not supported
        downgrades are not supported
        downgrade not supported
        downgrading is not supported
        cannot be downgraded
        cannot downgrade
        can not downgrade
        incompatible with server
        incompatible with this version
        not compatible with this version
        data directory was initialized by
        on data directory built by
        created by a newer
        created by a later
        created with a newer
        written by a newer
        written by a later
        written by a future
        from a newer version
        newer than this
        newer than the
        upgrade is not supported
        cannot upgrade from
        upgrade from version
        before upgrading
        must be upgraded
        needs to be upgraded
        requires upgrade
        needs upgrade
        upgrade the database
        dirty database
        featurecompatibilityversion
        not be safe to bootstrap
        exception caught during deserialization
        error deserializing key/value
        seek past the record
        poison pill
        deserialization exception
        deserialization error
        inconsistentmigrationhistory
        is applied before its dependency
        """#

    /// What data is told apart by; with one of ``differing`` beside it the data is another's.
    static let marks = #"""
        cluster id
        clusterid
        cluster_id
        cluster uuid
        cluster name in
        namespaceid
        blockpool
        broker.id
        broker id
        node.id
        node id
        nodeid
        server id
        instance id
        system identifier
        storage id
        fsid
        cookie
        schema version
        schema_version
        database version
        database schema
        data version
        format version
        storage version
        file version
        mandatory version
        catalog version
        metadata version
        backend format
        data directory
        data dir
        on-disk
        page size
        """#

    /// That two do not fit.
    static let differing = #"""
        mismatch
        does not match
        doesn't match
        do not match
        not match
        differs
        different
        inconsistent
        belongs to
        incompatible
        not compatible
        unsupported
        not supported
        too old
        too new
        newer
        older
        expected
        expects
        requires
        required
        """#
}
