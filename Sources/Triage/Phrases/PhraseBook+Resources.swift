extension PhraseBook {
    /// Disks without room.
    static let disk = #"""
        no space left on device
        kein speicherplatz mehr verfügbar
        aucun espace disponible
        no queda espacio en el dispositivo
        não há espaço disponível
        spazio esaurito sul device
        デバイスに空き領域がありません
        设备上没有空间
        на устройстве не осталось свободного места
        not enough space
        disk quota exceeded
        enospc
        edquot
        disk is full
        disk full
        could not extend file
        flood stage disk watermark
        auf dem gerät ist kein speicherplatz
        aucun espace disponible sur le périphérique
        no queda espacio en el dispositivo
        デバイスに空き領域がありません
        设备上没有空间
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
