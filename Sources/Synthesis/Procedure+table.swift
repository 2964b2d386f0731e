extension Procedure {
    /// Codes, names and fields of work of real procedures of communes; issuers, times and fees are made up.
    package static let table: [Procedure] = lines.split(separator: "\n").map { line in
        let parts = line.split(separator: "|")
        let numbers = parts[1..<5].compactMap { Int($0) }
        precondition(parts.count == 6 && numbers.count == 4, "a line of the table has six parts")
        var fees: [Fee] = []
        if numbers[2] > 0 { fees.append(Fee("Lệ phí cấp giấy", isCharge: true, amount: numbers[2])) }
        if numbers[3] > 0 { fees.append(Fee("Phí thẩm định", isCharge: false, amount: numbers[3])) }
        let domain = domains[numbers[0]]
        return Procedure(
            code: String(parts[0]), name: String(parts[5]), domain: domain.name, issuer: domain.issuer,
            days: numbers[1], fees: fees)
    }

    private static let domains: [(name: String, issuer: String)] = [
        ("Hộ tịch", "Bộ Tư pháp"),
        ("Chứng thực", "Bộ Tư pháp"),
        ("Đăng ký, quản lý cư trú", "Bộ Công an"),
        ("Thành lập và hoạt động doanh nghiệp (hộ kinh doanh)", "Bộ Y tế"),
        ("Thuế", "Bộ Tài chính"),
        ("Thủy sản", "Bộ Nội vụ"),
        ("Đất đai", "Bộ Xây dựng"),
        ("Hạ tầng kỹ thuật", "Bộ Y tế"),
        ("Đường bộ", "Bộ Nông nghiệp và Môi trường"),
        ("Thực hiện chính sách BHXH", "Bộ Nội vụ"),
        ("Hàng hải và đường thủy nội địa", "Bộ Xây dựng"),
        ("Hải quan", "Bộ Y tế"),
        ("Quản lý xuất nhập cảnh", "Bộ Nông nghiệp và Môi trường"),
        ("Chi trả các chế độ BHXH", "Bộ Nội vụ"),
        ("Tài nguyên nước", "Bộ Xây dựng"),
        ("Thực hiện chính sách BHYT", "Bộ Y tế"),
    ]

    /// Code, number of the field of work, days, lệ phí, phí, name.
    private static let lines = """
        1.000080|0|0|5000|0|Thủ tục đăng ký nhận cha, mẹ, con có yếu tố nước ngoài tại khu vực biên giới
        1.000094|0|5|0|20000|Thủ tục đăng ký kết hôn có yếu tố nước ngoài tại khu vực biên giới
        1.000110|0|20|0|0|Thủ tục đăng ký khai sinh có yếu tố nước ngoài tại khu vực biên giới
        1.000419|0|3|8000|0|Thủ tục đăng ký khai tử lưu động
        1.000593|0|10|0|0|Thủ tục đăng ký kết hôn lưu động
        1.000656|0|1|0|0|Thủ tục đăng ký khai tử
        1.000689|0|5|15000|100000|Thủ tục đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con
        1.000893|0|30|0|0|Thủ tục đăng ký khai sinh có yếu tố nước ngoài cho người đã có hồ sơ, giấy tờ cá nhân
        1.000894|0|3|0|0|Thủ tục đăng ký kết hôn
        1.001022|0|15|50000|0|Thủ tục đăng ký nhận cha, mẹ, con
        1.001193|0|1|0|0|Thủ tục đăng ký khai sinh
        1.001669|0|7|0|1200000|Thủ tục đăng ký giám hộ có yếu tố nước ngoài
        1.001695|0|0|5000|0|Thủ tục đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con có yếu tố nước ngoài
        1.001766|0|5|0|0|Thủ tục đăng ký khai tử có yếu tố nước ngoài
        2.000908|1|20|0|0|Thủ tục cấp bản sao từ sổ gốc
        2.000913|1|3|8000|0|Chứng thực việc sửa đổi, bổ sung, hủy bỏ giao dịch
        2.000927|1|10|0|20000|Sửa lỗi sai sót trong giao dịch
        2.000942|1|1|0|0|Cấp bản sao có chứng thực từ bản chính giao dịch đã được chứng thực
        2.001016|1|5|15000|0|Chứng thực văn bản từ chối nhận di sản
        2.001019|1|30|0|0|Chứng thực di chúc
        1.002755|2|3|0|0|Gia hạn tạm trú
        1.003197|2|15|50000|100000|Xóa đăng ký thường trú
        1.003677|2|1|0|0|Khai báo tạm vắng
        1.004194|2|7|0|0|Đăng ký tạm trú
        1.004222|2|0|5000|0|Đăng ký thường trú
        1.010028|2|5|0|0|Xóa đăng ký tạm trú
        1.001266|3|20|0|1200000|Chấm dứt hoạt động hộ kinh doanh
        1.001570|3|3|8000|0|Tạm ngừng kinh doanh, tiếp tục kinh doanh trước thời hạn đã thông báo của hộ kinh doanh
        1.001612|3|10|0|0|Đăng ký thành lập hộ kinh doanh
        1.014035|3|1|0|0|Dừng thực hiện thủ tục đăng ký hộ kinh doanh
        2.000720|3|5|15000|0|Đăng ký thay đổi nội dung đăng ký hộ kinh doanh
        1.007014|4|30|0|20000|Khai thuế GTGT đối với phương pháp khấu trừ đối với hoạt động sản xuất kinh doanh
        1.007016|4|3|0|0|Khai thuế Giá trị gia tăng đối với phương pháp trực tiếp trên giá trị gia tăng
        1.007022|4|15|50000|0|Khai thuế giá trị gia tăng đối với phương pháp trực tiếp trên doanh thu
        1.007037|4|1|0|0|Hoàn thuế giá trị gia tăng của doanh nghiệp, tổ chức
        1.007277|4|7|0|0|Khai lệ phí trước bạ nhà, đất/ Miễn lệ phí trước bạ nhà, đất
        1.007607|4|0|5000|100000|Chấm dứt hiệu lực mã số thuế
        1.003956|5|5|0|0|Công nhận và giao quyền quản lý cho tổ chức cộng đồng (thuộc địa bàn quản lý)
        1.004478|5|20|0|0|Công bố mở cảng cá loại III
        1.012796|6|3|8000|0|Đính chính Giấy chứng nhận đã cấp lần đầu có sai sót
        1.012812|6|10|0|0|Hòa giải tranh chấp đất đai
        1.013967|6|1|0|1200000|Giải quyết tranh chấp đất đai thuộc thẩm quyền của Chủ tịch Ủy ban nhân dân cấp xã
        1.002693|7|5|15000|0|Cấp giấy phép chặt hạ, dịch chuyển cây xanh
        6.006595|7|30|0|0|Thủ tục xử lý tài sản kết cấu hạ tầng công viên, cây xanh do Nhà nước đầu tư, quản lý
        1.000314|8|3|0|0|Chấp thuận vị trí đấu nối tạm vào đường bộ đang khai thác
        1.013061|8|15|50000|0|Cấp giấy phép thi công công trình trên đường bộ đang khai thác
        1.013274|8|1|0|20000|Cấp phép sử dụng tạm thời lòng đường, vỉa hè vào mục đích khác
        1.001521|9|7|0|0|Giải quyết hưởng chế độ TNLĐ, BNN do thương tật, bệnh tật tái phát
        1.001598|9|0|5000|0|Giải quyết hưởng trợ cấp nghỉ DSPHSK sau ốm đau, thai sản, TNLĐ, BNN
        1.001613|9|5|0|0|Giải quyết hưởng bảo hiểm xã hội một lần
        1.001632|9|20|0|0|Giải quyết hưởng chế độ TNLĐ, BNN đối với trường hợp bị TNLĐ lần đầu
        1.001667|9|3|8000|100000|Giải quyết hưởng chế độ ốm đau
        1.001710|9|10|0|0|Giải quyết điều chỉnh, hủy quyết định, chấm dứt hưởng BHXH
        1.002372|10|1|0|0|Xác nhận việc trình kháng nghị hàng hải
        1.003658|10|5|15000|0|Công bố lại hoạt động bến thủy nội địa
        1.003930|10|30|0|0|Cấp lại Giấy chứng nhận đăng ký phương tiện
        1.004047|10|3|0|1200000|Đăng ký phương tiện lần đầu đối với phương tiện đang khai thác trên đường thủy nội địa
        1.004088|10|15|50000|0|Đăng ký phương tiện lần đầu đối với phương tiện chưa khai thác trên đường thủy nội địa
        1.005040|10|1|0|0|Xác nhận trình báo đường thủy nội địa hoặc trình báo đường thủy nội địa bổ sung
        1.000020|11|7|0|0|Thủ tục hải quan đối với xăng dầu, hóa chất, khí, nguyên liệu xuất khẩu, tái xuất
        1.000253|12|0|5000|0|Khai báo tạm trú cho người nước ngoài tại Việt Nam bằng Phiếu khai báo tạm trú
        1.001601|13|5|0|20000|Ủy quyền lĩnh thay các chế độ bảo hiểm xã hội, trợ cấp thất nghiệp
        1.001662|14|20|0|0|Đăng ký khai thác nước dưới đất
        1.001798|15|3|8000|0|Ký hợp đồng khám, chữa bệnh BHYT
        """
}
