extension PhraseBook {
    /// The part of ``disk`` that a job's whole log is searched for, too.
    static let diskInJobs: [StaticString] = [
        "no space left on device", "enospc", "disk quota exceeded", "aucun espace disponible", "no queda espacio en el dispositivo",
    ]

    /// Disks without room.
    static let disk =
        diskInJobs.map { "\($0)" }.joined(separator: "\n") + "\n" + #"""
            kein speicherplatz mehr verfügbar
            não há espaço disponível
            spazio esaurito sul device
            デバイスに空き領域がありません
            设备上没有空间
            на устройстве не осталось свободного места
            not enough space
            edquot
            disk is full
            disk full
            could not extend file
            flood stage disk watermark
            auf dem gerät ist kein speicherplatz
            aucun espace disponible sur le périphérique
            """#

    /// Memory by the process's own account: a heap, an allocation, a GPU.
    static let memory = #"""
        memoryerror
        outofmemory
        out of memory
        cannot allocate memory
        can't allocate memory
        could not allocate memory
        failed to allocate memory
        memory allocation of
        unable to allocate
        std::bad_alloc
        bad_alloc
        heap limit
        heap space
        heap out of memory
        gc overhead limit
        allowed memory size of
        failed to allocate memory (nomemoryerror
        nomemoryerror
        eheap_alloc
        unable to create native thread
        resource_exhausted: oom
        """#
}
