"""A small roster as somebody kept it in a spreadsheet: with a BOM, semicolons, and faults of the usual kinds."""

ROSTER = """\ufeffpartner;tier;kind;owner;language;person;salutation;role;birthday;celebrations;note
PT Surya Medika Utama;key;supply_chain;Agus;id;Liem Mei Hwa;Ibu;Direktur;23/11/1980;imlek;"Sponsor; tiap tahun"
PT Surya Medika Utama;key;supply_chain;Agus;id;Rudi <b>Hartono</b> & Co;Pak;Keuangan;32 Agustus;;
Klinik Sehat Bersama;core;strategic;Rina;id;Dewi Anggraini;dr.;Kepala Klinik;;idulfitri;
Global Health Exchange;key;funding;Wati;en;Eleanor Whitfield;Ms;Programme Lead;24 November;christmas;
Radio Suara Kota;penting sekali;marketing;Agus;id;Maya;Mbak;Produser;;;
Toko Buku Cakrawala;light;channel;;id;Yusuf;Pak;Pemilik;;;;terlalu;banyak
""".encode()
