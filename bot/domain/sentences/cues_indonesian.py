"""Indonesian cue words, as staff type them, and what they say about a contact.

Each line gives words (or phrases) and then what they weigh: a channel or purpose with a figure, and flags (see
``cues``). Verbs stand here as stems; prefixes, suffixes and clitics are taken off before they are looked up.
"""

CUES: tuple[tuple[str, str], ...] = (
    # How the contact happened
    (
        "telepon, telpon, telfon, telefon, tilpun, telpun, tlp, tlpn, tlpon, tlpun, telp, tlf, nelp, tilp, "
        "nlp, nlpn, tlvn, ngebel, calling",
        "call=3 verb",
    ),
    (
        "telepon wa, telpon wa, telp wa, tlp wa, wa call, call wa, telepon via wa, telpon via wa, telepon lewat wa, "
        "telpon lewat wa, telepon whatsapp, telpon whatsapp, telepon telegram",
        "call=4 verb",
    ),
    (
        "ga diangkat, gak diangkat, nggak diangkat, ngga diangkat, tidak diangkat, tdk diangkat, "
        "ga dijawab, gak dijawab, "
        "nggak dijawab, tidak dijawab, tdk dijawab, ga nyambung, gak nyambung, nggak nyambung, tidak nyambung",
        "missed",
    ),
    ("hubungi, hubungin, kontakin, kontak", "verb"),
    (
        "video call, vidio call, vidcall, vidiocall, videocall, vcall, vicall, vc, vcan, vicon, vcon, zoom, "
        "zooman, gmeet, "
        "g meet, google meet, ms teams, konferensi video, video conference, telekonferensi, vidcol",
        "video=3.4 verb mutual",
    ),
    ("daring, online, virtual, vidcon", "video=2.2"),
    ("secara daring, secara online, secara virtual, temu online, ketemu online, meeting online", "video=4"),
    (
        "wa, whatsapp, whatsap, watsap, wasap, wassap, wapri, japri, chat, chating, chatting, chattingan, "
        "chatan, sms, "
        "telegram, tele, tg, wa an, wa in, wa kan, bbm, dm, voice note, vn, grup wa",
        "chat=3 verb",
    ),
    ("pesan, pesan singkat, pesan suara", "chat=1.4"),
    ("balas, bales, jawab", "verb"),
    ("email, e mail, imel, imail, surel, emailan, imelan, surat email, surat elektronik", "email=3 verb"),
    (
        "ig, instagram, insta, instastory, facebook, fb, tiktok, twitter, linkedin, youtube, medsos, sosmed, "
        "media sosial, "
        "story, stories, reels, feed, threads, snapgram",
        "social=3",
    ),
    (
        "parsel, parcel, hampers, hamper, bingkisan, kado, hadiah, karangan bunga, papan bunga, buket, buket "
        "bunga, tumpeng, "
        "merchandise, merch, rangkaian bunga, kurma, cenderahati, cendera hati, "
        "oleh oleh, suvenir, souvenir, cendera mata, cenderamata, buah tangan, kenang kenangan, cinderamata, "
        "paket lebaran, paket natal, paket imlek, goodie bag, goodiebag",
        "gift=3",
    ),
    ("bunga, kue, buah, plakat, cake, coklat, cokelat, nasi kotak, kue kering, kue keranjang", "gift=2.4"),
    ("kartu ucapan, kartu", "gift=1.2"),
    (
        "temu, ketemu, ktmu, ktemu, ktm, ketemuan, jumpa, tatap muka, sua, papasan",
        "in_person=3 check_in=0.6 verb mutual",
    ),
    ("pertemuan", "in_person=2.5 coordination=1.6 noun mutual"),
    (
        "kunjung, kunjungi, kunjungan, sambang, sambangi, mampir, singgah, sowan, datang, dtg, dateng, "
        "datangi, samperin, samperi, tandang, tamu ke, bertamu, main ke, kunker, kunjungan kerja",
        "in_person=3 check_in=0.8 verb visit",
    ),
    ("tamu, kedatangan, kedatangan tamu, terima tamu", "in_person=3 check_in=0.8 incoming visit"),
    (
        "kumpul, kumpul kumpul, duduk bareng, jalan bareng, temenin, nemenin, nonton bareng, "
        "olahraga bareng, gowes bareng",
        "in_person=2.6 check_in=1.4 verb mutual",
    ),
    (
        "memenuhi undangan, penuhi undangan, hadiri undangan, menghadiri undangan, datang ke undangan",
        "in_person=3 check_in=2 verb visit rules",
    ),
    ("wawancara, wawancarai, diwawancara, interview, liput, liputan", "coordination=1.6 verb"),
    ("traktir, nraktir", "in_person=2.6 check_in=1.6 verb"),
    ("tinjau, tinjau lokasi, survei lokasi, survey lokasi, cek lokasi", "in_person=2.6 coordination=2 verb"),
    ("janji temu, site visit, field visit, kunjungan lapangan", "in_person=3 check_in=0.6 verb mutual"),
    ("offline, luring", "in_person=2.2"),
    ("hadir, hadiri, kehadiran", "in_person=2 verb"),
    ("jenguk bayi, tengok bayi, nengok bayi, lihat bayi", "in_person=3.5 congratulation=3.5 verb"),
    ("jemput, antar jemput", "in_person=2 verb"),
    ("jenguk, jengukin, besuk, bezuk, tengok, tengokin", "in_person=3 check_in=2.8 verb"),
    (
        "silaturahmi, silaturahim, silaturrahmi, silahturahmi, silaturahmian, anjangsana",
        "in_person=2.4 check_in=2.6 verb mutual",
    ),
    ("halalbihalal, halal bihalal, halal bi halal", "in_person=2.4 congratulation=2 verb mutual"),
    (
        "ngopi, kopdar, kopi darat, ngeteh, nongkrong, nongki, kongkow, hangout",
        "in_person=3 check_in=2.2 verb mutual",
    ),
    (
        "makan siang, makan malam, makan pagi, makan bareng, makan bersama, makan, maksi, mkn siang, mkn mlm, "
        "sarapan, "
        "buka bersama, bukber, buka puasa bersama, buka puasa, traktir makan",
        "in_person=3 check_in=2.2 verb mutual",
    ),
    ("ngobrolin, obrolin, obrolkan", "coordination=1.6 verb mutual discusses"),
    (
        "ngobrol, obrol, bincang, bercengkerama, kongko, curhat, cerita cerita, ngerumpi, kangen",
        "check_in=1.6 verb mutual",
    ),
    ("basa basi, temu kangen, kangen kangenan, melepas kangen, lepas kangen", "check_in=2.4 mutual"),
    (
        "rapat, meeting, mtg, miting, meting, briefing, kickoff, kick off, audiensi",
        "in_person=1.5 coordination=1.8 verb mutual",
    ),
    ("rakor, raker", "in_person=1.5 coordination=2.6 verb mutual"),
    ("rumah sakit, undang undang", "place"),
    ("mall, mal, warung, warkop, kedai, bandara, hotel, stasiun, pondok, sawah, kebun, balai desa, posko", "place"),
    ("ikut, ikutan", "in_person=0.85 verb"),
    ("kantor, kampus, rumah, lokasi, lapangan, kafe, cafe, resto, restoran, ruang, gedung, aula", "place"),
    ("nomor, no, alamat, kontaknya, akun", "address"),
    # Condolence and congratulation
    (
        "layat, melayat, ngelayat, takziah, ta ziah, taziah, takziyah, tahlil, tahlilan, pemakaman, melawat, nglayat",
        "in_person=3 condolence=4.5 verb event=bereavement",
    ),
    (
        "belasungkawa, bela sungkawa, duka cita, dukacita, duka, berduka, turut berduka, turut berduka cita, "
        "ikut berduka, "
        "sungkawa, innalillahi",
        "condolence=4.5",
    ),
    ("meninggal, meninggal dunia, wafat, berpulang, tutup usia, mangkat", "condolence=3 state event=bereavement"),
    ("masuk rumah sakit, masuk rs, rawat inap", "state event=illness"),
    ("pindah tugas, dimutasi, mutasi, pindah kerja, pindah jabatan", "state event=new_role"),
    ("pensiun, resign, mengundurkan diri, mundur dari, keluar dari, cuti, umrah, umroh, naik haji, hamil", "state"),
    ("sakit, dirawat, opname, diopname, kecelakaan, operasi, dioperasi, sembuh", "state event=illness"),
    (
        "ulang tahun, ulangtahun, ultah, hut, milad, dies natalis, hari jadi, hbd, met ultah, met ulang tahun, "
        "selamat ulang tahun, selamat ultah, selamat hari jadi, dirgahayu, tasyakuran, syukuran, selamatan",
        "congratulation=2.6 feast state",
    ),
    ("kondangan, njagong, jagong", "in_person=2.6 congratulation=2.8 verb"),
    ("nyekar, ziarah, makam", "in_person=2.6 condolence=3 verb"),
    ("selamat, slamat, barakallah", "congratulation=2.2"),
    (
        "selamat pagi, selamat siang, selamat sore, selamat malam, selamat datang, selamat jalan, selamat tinggal, "
        "selamat bekerja, selamat istirahat, "
        "izin lapor, ijin lapor, izin melapor, izin melaporkan, ijin melaporkan, mau lapor, lapor kak, "
        "bersama ini disampaikan bahwa, dengan ini disampaikan bahwa, dengan ini dilaporkan bahwa, "
        "bersama ini, dengan ini, "
        "sampai ketemu, sampai jumpa, met pagi, met siang, met sore, met malam, apa kabar",
        "greeting",
    ),
    ("ucap, ucapan, ucapkan, ucapin", "congratulation=1.5 verb"),
    (
        "natal, natalan, lebaran, idulfitri, idul fitri, imlek, sincia, nyepi, waisak, galungan, kuningan, "
        "paskah, tahun baru, "
        "iduladha, idul adha, deepavali, diwali, ramadan, ramadhan, ramadlan, maulid, hari raya, cap go meh, "
        "muharram",
        "congratulation=1 feast",
    ),
    ("pernikahan, nikahan, nikah, menikah, kawinan, resepsi", "congratulation=2.4 state event=wedding"),
    (
        "kelahiran, melahirkan, lahiran, baru lahir, akikah, aqiqah, aqikah, baru punya anak, baru punya bayi",
        "congratulation=2.2 state event=birth",
    ),
    (
        "naik jabatan, naik pangkat, promosi jabatan, pelantikan, dilantik, diangkat, dipromosikan, jabatan "
        "baru, kenaikan jabatan",
        "congratulation=2.2 state event=new_role",
    ),
    ("penghargaan, juara, menang, meraih, wisuda, kelulusan, lulus", "congratulation=1.4 state event=award"),
    ("sampaikan kabar, sampein kabar, bawa kabar, beri kabar bahwa", "update=2.8 verb"),
    ("pengukuhan, inaugurasi, peresmian, peluncuran, pembukaan, soft opening, grand opening", "congratulation=1"),
    # Thanks
    (
        "terima kasih, trima kasih, makasih, mksh, mksih, makasi, makasii, trims, trimakasih, terimakasih, "
        "trmksh, tq, thx, "
        "tengkyu, matur nuwun, maturnuwun, hatur nuhun, suksma, matur suksma, mauliate, epang gawang",
        "thanks=4.5 rules",
    ),
    ("apresiasi", "thanks=3.4 rules verb"),
    # News
    ("laporan, lap, lapkeu", "update=2.2 news noun"),
    ("lapor, laporkan, laporin", "update=2.2 verb"),
    (
        "newsletter, nawala, buletin, warta, rilis, siaran pers, laporan tahunan, laporan triwulan",
        "update=2.8 news noun",
    ),
    (
        "perkembangan, perkembangannya, progres, progress, kemajuan, capaian, pencapaian, dokumentasi, foto kegiatan",
        "update=2.2 news",
    ),
    ("update, apdet, updet", "update=2.4 verb news"),
    (
        "hasil, hasilnya, rangkuman, ringkasan, rekap, notulen, notula, foto, video kegiatan, infografis",
        "update=1.6 news",
    ),
    (
        "kabari, kabarin, kabarkan, infokan, informasikan, infoin, inpo, beri tahu, beritahu, beritahukan, "
        "kasih tahu, "
        "kasih tau, kasi tau, kasi tahu, kasih kabar, kasi kabar, beri kabar, kirim kabar, kirim info, kasih "
        "info, kasi info, "
        "kasih update, kirim update, beri info, kabar terbaru, sosialisasi",
        "update=2.8 verb",
    ),
    ("info, informasi, pengumuman, umumkan", "update=1.4"),
    ("cerita, ceritain, ceritakan", "update=1.1 verb"),
    # How are you
    ("tanya kabar, dengar kabar, tukar kabar, titip salam, kirim salam, salam", "check_in=3 verb"),
    ("tanya kesehatan, tanya keadaan, tanya kondisi", "check_in=3 verb"),
    ("cek kondisi, cek keadaan, cek kesehatan, pantau kondisi, lihat kondisi, lihat keadaan", "check_in=3 verb"),
    ("cek kabar, jaga silaturahmi, kangen kangenan", "check_in=3 verb"),
    ("kabar, kbr", "check_in=1.8"),
    ("presentasi, presentasikan, paparkan, paparan", "update=1.8 verb"),
    ("sapa, nyapa", "check_in=2.6 verb"),
    ("tanya, nanya", "coordination=1.1 verb wonders"),
    ("keadaan, kondisi, kesehatannya", "check_in=1.4"),
    # Offers, promotion, introductions, invitations, help
    ("tawar, tawarkan, tawarin, penawaran, tawaran", "offer=3.6 rules verb"),
    (
        "diskon, potongan harga, gratis, cuma cuma, voucher, vocer, harga khusus, harga spesial, kerja sama "
        "gratis, beasiswa, "
        "akses gratis, kuota gratis",
        "offer=2.2",
    ),
    (
        "promosi, promosikan, promosiin, promoin, viralkan, iklankan, publikasi, "
        "publikasikan, endorse, "
        "rekomendasi, rekomendasikan, rekomendasiin, siarkan, tayangkan",
        "promotion=2.6 verb",
    ),
    ("repost, repos, retweet, re post, regram", "promotion=2.6 social=1.6 verb"),
    ("tag, ngetag, nge tag, mention, colab post, collab post", "promotion=2.2 social=1 verb"),
    (
        "info jadwal, info lowongan, info acara, info kegiatan, info pendaftaran",
        "update=2.0 verb",
    ),
    (
        "share, bagi, bagikan, bagiin, sebar, sebarkan, sebarin, posting, post, unggah, upload",
        "promotion=1.8 verb shares",
    ),
    ("poster, flyer, flayer, konten, postingan, iklan, selebaran, spanduk", "promotion=1"),
    (
        "fasilitasi pertemuan, "
        "kenalkan, kenalin, perkenalkan, perkenalan, ngenalin, pertemukan, hubungkan, hubungin, sambungkan, "
        "sambungin, jembatani, "
        "konekkan, konekin, jodohkan, comblangin",
        "introduction=3.6 rules verb",
    ),
    ("kenalan, berkenalan, kenal", "introduction=1.2 verb mutual"),
    ("undang, undangan, undangin", "invitation=3.6 rules verb"),
    ("ajak, ajakin, ajakan", "invitation=2 rules verb"),
    (
        "bantu, bantuin, bantui, menolong, nolong, tolongin, nolongin, dampingi, fasilitasi, dukung, sokong, "
        "sumbang, sumbangkan",
        "help=2.8 rules verb",
    ),
    (
        "beri pelatihan, kasih pelatihan, beri penyuluhan, kasih penyuluhan, beri bimbingan, isi materi, ngisi materi, "
        "mengisi materi, isi pelatihan, ngisi pelatihan, beri bantuan, kasih bantuan, kirim bantuan, salurkan bantuan",
        "help=2.8 rules verb",
    ),
    ("pelatihan, pelatih, latihan, training, penyuluhan, perawatan", "noun"),
    ("bimbing, bimbingan, bimbingin, ajari, ajarin, latih, mentoring, coaching", "help=2.8 rules verb"),
    ("konsultasi", "coordination=1.6 ask=1 verb unclear"),
    ("beli, belanja, pesan barang, order", "verb unclear"),
    ("bantuan, pertolongan, pendampingan, dukungan", "help=1.6 noun"),
    # Work
    ("koordinasi, berkoordinasi", "coordination=3.2 verb mutual"),
    (
        "tanda tangan, tandatangan, ttd, teken, tanda tangani, tandatangani, penandatanganan",
        "coordination=3.2 in_person=0.5 verb mutual signs",
    ),
    (
        "mou, pks, nota kesepahaman, perjanjian, kontrak, perpanjang, perpanjangan, kerja sama, kerjasama, "
        "kesepakatan, adendum",
        "coordination=2 topic",
    ),
    (
        "invoice, kuitansi, kwitansi, tagihan, faktur, pembayaran, bayar, jadwal, jadwalnya, agenda, rundown, "
        "teknis, finalisasi, "
        "draf, draft, dokumen, berkas, revisi, persiapan, evaluasi, monev, monitoring, audit, verifikasi, anggaran, "
        "rab, timeline, tor, spk, nda, logistik, administrasi, legalitas, pelaksanaan, pengiriman, serah "
        "terima, rencana, "
        "rencana kerja, desain, layout, spesifikasi, kurikulum, modul, teknisnya, sinkronisasi, "
        "brainstorming, fgd, penjajakan, notulensi, pencairan, pesanan, perizinan, mekanisme, juknis, "
        "pelaporan, kendala, tenggat, deadline",
        "coordination=1.6 topic",
    ),
    (
        "bahas, bhs, diskusi, diskusikan, diskusiin, bicarakan, membicarakan, rembuk, rembug, omongin, "
        "musyawarah, negosiasi, "
        "nego, runding, matangkan",
        "coordination=1.6 verb mutual discusses",
    ),
    (
        "konfirmasi, konfirm, follow up, followup, fu, tindak lanjut, tindaklanjut, tindaklanjuti, tindak "
        "lanjuti, jadwalkan, "
        "klarifikasi, klarif, validasi, verif, susun, nyusun, rampungkan, bereskan, beresin, tuntaskan, survei, "
        "survey, gladi bersih, gladi resik, uji coba, matengin, sepakati, tentukan, "
        "jadwal ulang, reschedule, janjian, finalkan, siapkan, urus, proses, cek, pastikan, ingatkan, ingetin",
        "coordination=2.4 verb governs",
    ),
    ("atur, atur jadwal, atur waktu, set", "coordination=2 verb plans"),
    # Complaints
    (
        "komplain, komplen, komplin, keluh, keluhan, keluhkan, protes, kecewa, marah, marah marah, kesal, "
        "kesel, keberatan, kritik, "
        "somasi, tegur, ngambek, ngomel, ngamuk, geram, bete, "
        "kekecewaan, ketidakpuasan, kekesalan, kemarahan, "
        "permasalahkan, tersinggung, tidak puas, tdk puas, nggak puas, gak puas, ga puas, "
        "kurang puas, aduan, "
        "adukan, ngadu, mengadu, menyayangkan, komplein, teguran, sebel, tidak terima, nggak terima, gak terima",
        "complaint=4 rules verb",
    ),
    # Asks
    ("minta, mnt, minta2, mohon, pinta, rikues, request", "ask=3.6 rules verb asks"),
    (
        "minta kesediaan, mohon kesediaan, memohon kesediaan, minta jadi, "
        "minta tolong, mnt tolong, minta bantuan, minta bantu, mohon bantuan, mohon bantu, minta izin, minta "
        "ijin, minta dukungan, "
        "mohon dukungan, minta donasi, minta dana, minta sumbangan, minta sponsor",
        "ask=4.6 rules verb",
    ),
    ("minta maaf, mohon maaf, maaf, permohonan maaf, permintaan maaf", "coordination=1.5 verb unclear governs"),
    (
        "minta waktu, minta ketemu, minta rapat, minta meeting, minta jadwal, minta konfirmasi, minta slot",
        "ask=2.2 coordination=2 verb unclear plans",
    ),
    (
        "pinjamkan, pinjemin, pinjamin, minjemin, minjamin, pinjami, meminjamkan, meminjami, berdonasi, "
        "donasikan, nyumbang",
        "help=2.8 rules verb",
    ),
    ("tolong", "ask=2.6 verb rules"),
    ("pinjam, minjam, pinjem, minjem, pinjaman", "ask=3.6 verb asks rules"),
    ("permohonan, permintaan, pengajuan", "ask=3.4 noun rules"),
    ("ajukan, ajuin", "ask=1.8 verb"),
    ("proposal", "ask=1.6 coordination=0.6"),
    ("sponsori, sponsorin, danai, hibahkan", "offer=2.2 verb"),
    (
        "mau jadi sponsor, bersedia jadi sponsor, siap jadi sponsor, mau bantu, mau membantu, siap bantu, "
        "siap membantu, bersedia membantu, bersedia bantu, mau sponsori, mau nyumbang, mau donasi, mau berdonasi",
        "offer=3.6 rules verb",
    ),
    ("sponsor, sponsorship, pendanaan, hibah, sumbangan, dana", "ask=1.2"),
    (
        "izin, ijin, numpang, nebeng, galang dana, nyari sponsor, cari sponsor, cari dana, fundraising",
        "ask=2.4 verb asks rules",
    ),
    ("butuh, perlu, membutuhkan, memerlukan", "ask=2 verb unclear"),
    ("tagih, nagih", "coordination=2 ask=2 verb unclear"),
    # Verbs that only carry
    (
        "kirim, krm, ngirim, kasih, kasi, ksh, beri, antar, anter, serahkan, bawa, bawakan, bawain, titip, "
        "sampaikan, sampein, teruskan, terusin, oper, forward",
        "verb gives",
    ),
    (
        "bilang, blg, sampaikan bahwa, sampaikan kalau, sampaikan kalo, sampein kalau, sampein kalo, umumkan",
        "update=1.6 verb",
    ),
    ("katanya, kata beliau, kata dia, bilangnya, ceritanya", "update=1.8 verb"),
    ("ngomong, bicara, ngasih, info", "verb"),
    ("dengar dari, denger dari", "update=1.5 incoming"),
    ("dapat, dapet, dpt, terima, trima, nerima", "incoming"),
    ("janji, janjiin, janjikan", "verb promises"),
    ("rencana ketemu, rencana telepon", "plans"),
)
